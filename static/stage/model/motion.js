/**
 * When a block is where: time 0 to 1 opens the figures, 1 to 2 is the flight, 2 to 3 closes them.
 *
 * Blocks take turns: each flies for a part of the flight and waits for the rest. Nothing is random, so that a replay
 * shows the same thing.
 */

export const LAST = 3;
export const ARRIVED = 2; // from here on every block stands in the output
export const MERGED = 2.95; // … those that only now share a cell have become one
/** Where the stages are along the line of time: most of it is the flight. */
export const ALONG = [0, 0.6, 2.4, 3];
const TURN = 0.45; // how much of the flight one block takes; the rest is waiting for its turn

/**
 * How far the figures are open at a time, eased.
 *
 * @param {number} time
 */
export function opened(time) {
  return eased(time < 1 ? time : time > 2 ? LAST - time : 1);
}

/**
 * Where a time is along the line of time.
 *
 * @param {number} time
 * @param {number[]} [along]  where the stages are
 */
export function place(time, along = ALONG) {
  const part = Math.min(LAST - 1, Math.floor(time));
  return mix(along[part] ?? 0, along[part + 1] ?? LAST, time - part);
}

/**
 * The time at a place along the line of time, to the thousandth.
 *
 * @param {number} at
 * @param {number[]} [along]
 */
export function timeAt(at, along = ALONG) {
  const part = at >= (along[2] ?? 0) ? 2 : at >= (along[1] ?? 0) ? 1 : 0;
  const [from = 0, to = LAST] = along.slice(part);
  return Math.round((part + (at - from) / (to - from)) * 1000) / 1000;
}

/**
 * What is written on blocks that share a cell of the output: their own numbers while they can be told apart, what they become
 * once they are one, and nothing in between: the number in front would be taken for that.
 *
 * @param {number} time
 * @param {number | null} apart  how far the output has to be open for that; null: they always lie on one another
 * @returns {"own" | "nothing" | "made"}
 */
export function written(time, apart) {
  if (apart === null) return time <= 1 || time >= ARRIVED ? "made" : "nothing";
  if (apart === 0) return time < ARRIVED ? "own" : "made";
  if (time < LAST - MERGED || time >= MERGED) return "made";
  return opened(time) >= apart ? "own" : "nothing";
}

/**
 * How much of its flight a block has behind it, eased: 0 at home, 1 arrived.
 *
 * @param {number} turn  0 for the first to fly, 1 for the last
 * @param {number} time
 */
export function flown(turn, time) {
  const [share, later] = shares(time);
  return eased(share - turn * later);
}

/**
 * How much of its flight a block in flight has behind it before it is eased: the first number less its turn times the second.
 *
 * @param {number} time
 * @returns {[number, number]}
 */
export function shares(time) {
  return [(time - 1) / TURN, (1 - TURN) / TURN];
}

/**
 * The turns of the blocks in flight: a block has arrived where its turn is at most the first number, and waits where it
 * is at least the second.
 *
 * @param {number} time
 * @returns {[number, number]}
 */
export function turns(time) {
  if (time <= 1) return [-Infinity, -Infinity];
  if (time >= 2) return [Infinity, Infinity];
  return [(time - 1 - TURN) / (1 - TURN), (time - 1) / (1 - TURN)];
}

/**
 * Slow, fast, slow; what lies outside 0 to 1 stays at its end.
 *
 * @param {number} share
 */
export function eased(share) {
  const t = Math.min(1, Math.max(0, share));
  return t * t * (3 - 2 * t);
}

/**
 * @param {number} from
 * @param {number} to
 * @param {number} share
 */
export function mix(from, to, share) {
  return from + (to - from) * share;
}
