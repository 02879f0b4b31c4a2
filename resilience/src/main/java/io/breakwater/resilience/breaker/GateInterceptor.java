package io.breakwater.resilience.breaker;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

// 20 after the fault tolerance interceptor's 10: inside it, outside the method.
@Gate("")
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_AFTER + 20)
public final class GateInterceptor {

    private final Holds holds;
    private final CallTimes times;

    GateInterceptor(Holds holds, CallTimes times) {
        this.holds = holds;
        this.times = times;
    }

    @AroundInvoke
    Object proceed(InvocationContext call) throws Exception {
        var gate = call.getMethod().getAnnotation(Gate.class);
        holds.check(gate.value());
        return times.of(gate.value()).time(call::proceed);
    }
}
