package io.genisys.connector.protocol;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Lets a class stand for a large interface of which it has only those methods that are used. */
final class Model implements InvocationHandler {
    private record Key(Class<?> type, Method method) {}

    private static final Map<Key, Optional<Method>> METHODS = new ConcurrentHashMap<>();

    private final Object target;

    private Model(Object target) {
        this.target = target;
    }

    static <T> T as(Class<T> type, Object target) {
        return type.cast(
                Proxy.newProxyInstance(Model.class.getClassLoader(), new Class<?>[] {type}, new Model(target)));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        Optional<Method> own = METHODS.computeIfAbsent(new Key(target.getClass(), method), Model::find);
        try {
            if (own.isPresent()) {
                return own.get().invoke(target, arguments);
            }
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        throw new UnsupportedOperationException(target.getClass().getSimpleName() + " has no " + method);
    }

    private static Optional<Method> find(Key key) {
        try {
            Method method = key.type()
                    .getDeclaredMethod(key.method().getName(), key.method().getParameterTypes());
            method.setAccessible(true);
            return Optional.of(method);
        } catch (NoSuchMethodException none) {
            return Optional.empty();
        }
    }
}
