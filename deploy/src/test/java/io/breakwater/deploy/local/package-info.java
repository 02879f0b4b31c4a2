/** The suite on one machine: {@code deploy/local/up} and {@code down}, and what a user then does first. */
package io.breakwater.deploy.local;
