/** A map that forgets what was used longest ago once it holds `most`. */
export const newRecent = <Value>(most: number) => {
  const held = new Map<string, Value>();
  return (key: string, make: () => Value): Value => {
    const value = held.get(key) ?? make();
    held.delete(key);
    held.set(key, value);
    const oldest = held.keys().next();
    if (held.size > most && !oldest.done) held.delete(oldest.value);
    return value;
  };
};
