package dev.footnote.evaluation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The values of a configuration by the names of its settings, so that a run keeps every setting
 * that its results depend on, also one that was added later.
 */
final class Settings {
  private Settings() {}

  /**
   * Reads a configuration, groups within it as well.
   *
   * @param mapping a configuration mapping; one without secrets
   */
  static Map<String, Object> of(Class<?> mapping, Object configuration) {
    var values = new TreeMap<String, Object>();
    for (Method setting : mapping.getMethods()) {
      if (setting.getParameterCount() == 0 && setting.getDeclaringClass() != Object.class) {
        Object value = value(setting, configuration);
        if (value != null) {
          values.put(setting.getName(), value);
        }
      }
    }
    return values;
  }

  private static @Nullable Object value(Method setting, Object configuration) {
    try {
      Object value = setting.invoke(configuration);
      Object present = value instanceof Optional<?> optional ? optional.orElse(null) : value;
      if (present == null || present instanceof Number || present instanceof Boolean) {
        return present;
      }
      Class<?> type = setting.getReturnType();
      return type.isInterface() && !type.getName().startsWith("java.")
          ? of(type, present)
          : present.toString();
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("Can't read the setting " + setting, e);
    }
  }
}
