package io.breakwater.deploy.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A StatefulSet or Deployment, and the pods that it makes. */
public record Workload(ObjectNode resource) {

    /** Its name, which is that of the program in it. */
    public String name() {
        return Cluster.name(resource);
    }

    String id() {
        return Cluster.id(resource);
    }

    JsonNode labels() {
        return resource.at("/spec/template/metadata/labels");
    }

    /** The specification of its pods. */
    public JsonNode pod() {
        return resource.at("/spec/template/spec");
    }

    JsonNode containers() {
        return pod().path("containers");
    }

    /** Ours have one. */
    public JsonNode container() {
        return containers().path(0);
    }

    JsonNode claims() {
        return resource.at("/spec/volumeClaimTemplates");
    }
}
