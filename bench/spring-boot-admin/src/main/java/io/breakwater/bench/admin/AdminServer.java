package io.breakwater.bench.admin;

import de.codecentric.boot.admin.server.config.EnableAdminServer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Spring Boot Admin as its documentation starts it. */
@EnableAdminServer
@SpringBootApplication
public class AdminServer {

    public static void main(String[] arguments) {
        SpringApplication.run(AdminServer.class, arguments);
    }
}
