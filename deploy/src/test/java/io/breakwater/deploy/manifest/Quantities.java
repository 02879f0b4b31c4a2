package io.breakwater.deploy.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Amounts can be read, are not zero, and no request is larger than its limit; every container says what it needs. */
final class Quantities implements Rule {

    private static final Pattern FORM = Pattern.compile("[0-9]+(\\.[0-9]+)?(m|k|M|G|T|Ki|Mi|Gi|Ti)?");

    @Override
    public void check(Cluster cluster, Consumer<Finding> found) {
        for (var workload : cluster.workloads()) {
            Consumer<String> here = what -> found.accept(new Finding(workload.id(), what));
            for (var container : workload.containers()) {
                var resources = container.path("resources");
                for (var needed : List.of("/requests/cpu", "/requests/memory", "/limits/memory")) {
                    if (resources.at(needed).isMissingNode()) {
                        here.accept("resources" + needed + " is missing");
                    }
                }
                resources.path("requests").properties().forEach(request -> {
                    amount(request.getValue(), here);
                    var limit = resources.path("limits").path(request.getKey());
                    if (!limit.isMissingNode()
                            && amount(request.getValue(), here).compareTo(amount(limit, here)) > 0) {
                        here.accept("requests more " + request.getKey() + " than its limit");
                    }
                });
            }
            workload.claims().forEach(claim -> amount(claim.at("/spec/resources/requests/storage"), here));
            workload.pod().path("volumes").forEach(volume -> {
                if (volume.has("emptyDir")) {
                    amount(volume.at("/emptyDir/sizeLimit"), here);
                }
            });
        }
    }

    private static BigDecimal amount(JsonNode value, Consumer<String> found) {
        if (!FORM.matcher(value.asText()).matches()) {
            found.accept("'" + value.asText() + "' is no amount");
            return BigDecimal.ZERO;
        }
        var amount = Quantity.getAmountInBytes(new Quantity(value.asText()));
        if (amount.signum() == 0) {
            found.accept("'" + value.asText() + "' is nothing");
        }
        return amount;
    }
}
