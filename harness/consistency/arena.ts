/** Many arrays of integers in one: for a history of a hundred operations, to allocate each costs more than to search. */
export function arena(words: number): (length: number) => Int32Array {
  const all = new Int32Array(words);
  let taken = 0;
  return (length) => {
    const start = taken;
    taken += length;
    return all.subarray(start, taken);
  };
}
