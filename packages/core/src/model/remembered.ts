/** Makes what belongs to a key once; what is remembered is let go when there are too many keys. For what never changes alone. */
export function remembered<K, T>(make: (key: K) => T, limit = Number.POSITIVE_INFINITY): (key: K) => T {
  const known = new Map<K, T>();
  return (key) => {
    if (!known.has(key)) {
      if (known.size >= limit) known.clear();
      known.set(key, make(key));
    }
    return known.get(key) as T;
  };
}
