/** What the suite is made of: bills of materials and licences. */
@NullMarked
package io.breakwater.deploy.supply;

import org.jspecify.annotations.NullMarked;
