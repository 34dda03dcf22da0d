/** Asks the server; the newest question wins, and an older answer never comes back. */

/** @import {Answer, Problem, Texts} from "./types.js" */

/**
 * @param {string} op
 * @param {(answer: Answer) => void} onAnswer
 * @param {(problem: Problem) => void} onProblem
 * @returns {(texts: Texts) => Promise<boolean>} asks; true where this question was answered and is still the newest
 */
export function asker(op, onAnswer, onProblem) {
  let running = new AbortController();
  return async (texts) => {
    running.abort();
    const mine = (running = new AbortController());
    try {
      const response = await fetch(`/state/${op}?${new URLSearchParams(texts)}`, { signal: mine.signal });
      const { answer, problem } = /** @type {{answer: Answer | null, problem: Problem | null}} */ (await response.json());
      if (mine.signal.aborted) return false;
      if (answer) onAnswer(answer);
      else onProblem(problem ?? unreachable());
      return answer !== null;
    } catch {
      if (!mine.signal.aborted) onProblem(unreachable());
      return false;
    }
  };
}

/** @returns {Problem} */
function unreachable() {
  const message = "The server does not answer; what you see is its last answer.";
  return { detail: message, errors: [{ code: "unreachable", field: null, span: null, message, hint: null, repair: {} }], tokens: [] };
}
