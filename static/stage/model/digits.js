/** Every combination of digits along some axes, numbered with the last axis fastest, and sums over all of them. */

export class Digits {
  /**
   * @param {readonly number[]} counts  how many digits each axis has
   * @param {readonly number[]} [first]  where they begin; 0 where nothing is said
   */
  constructor(counts, first = []) {
    this.counts = counts;
    this.first = counts.map((_, axis) => first[axis] ?? 0);
    this.size = counts.reduce((total, count) => total * count, 1);
  }

  /**
   * The digits of the combination with this number.
   *
   * @param {number} number
   * @returns {number[]}
   */
  of(number) {
    const digits = [...this.first];
    let rest = number;
    for (let axis = this.counts.length - 1; axis >= 0; axis--) {
      const count = this.counts[axis] ?? 1;
      digits[axis] = (digits[axis] ?? 0) + (rest % count);
      rest = Math.floor(rest / count);
    }
    return digits;
  }

  /**
   * The number of a combination; -1 where it is none.
   *
   * @param {readonly number[]} digits
   */
  number(digits) {
    let number = 0;
    for (let axis = 0; axis < this.counts.length; axis++) {
      const digit = (digits[axis] ?? 0) - (this.first[axis] ?? 0);
      const count = this.counts[axis] ?? 1;
      if (digit < 0 || digit >= count) return -1;
      number = number * count + digit;
    }
    return number;
  }

  /**
   * For every combination the number of that with each digit so far ahead, modulo its count.
   *
   * @param {readonly number[]} ahead
   * @returns {Uint32Array}
   */
  rolled(ahead) {
    let found = new Uint32Array(1);
    for (let axis = 0; axis < this.counts.length; axis++) {
      const count = this.counts[axis] ?? 1;
      const before = found;
      found = new Uint32Array(before.length * count);
      for (let at = 0; at < found.length; at++) {
        const digit = ((at % count) + (ahead[axis] ?? 0)) % count;
        found[at] = (before[Math.floor(at / count)] ?? 0) * count + digit;
      }
    }
    return found;
  }

  /**
   * start + Σ digit·step for every combination, by adding steps: one addition for each number.
   *
   * @template {Float32Array | Float64Array | Uint32Array} T
   * @param {readonly number[]} steps
   * @param {number} start
   * @param {T} into  at least as long as there are combinations
   * @returns {T}
   */
  sums(steps, start, into) {
    if (!this.size) return into;
    into[0] = start + dot(this.first, steps);
    let known = 1;
    for (let axis = this.counts.length - 1; axis >= 0; axis--) {
      const step = steps[axis] ?? 0;
      const count = this.counts[axis] ?? 1;
      for (let digit = 1, at = known; digit < count; digit++) {
        for (let index = 0; index < known; index++) into[at++] = (into[index] ?? 0) + digit * step;
      }
      known *= count;
    }
    return into;
  }
}

/**
 * @param {readonly number[]} one
 * @param {readonly number[]} other
 */
export function dot(one, other) {
  return one.reduce((total, each, index) => total + each * (other[index] ?? 0), 0);
}
