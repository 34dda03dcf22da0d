/** Asks the server; the newest question wins, and an older answer never comes back. */

/** @import {Answer, CompareLink, Problem, State, Texts, Together} from "./types.js" */
import { home } from "./address.js";
import { say } from "./words.js";

const LONG = 2000; // characters of an address

/**
 * @param {string} op
 * @param {(answer: Answer, together: Together | null, compare: CompareLink | null) => void} onAnswer
 * @param {(problem: Problem) => void} onProblem
 * @returns {(texts: Texts) => Promise<boolean>} asks; true where this question was answered and is still the newest
 */
export function asker(op, onAnswer, onProblem) {
  let running = new AbortController();
  return async (texts) => {
    running.abort();
    const mine = (running = new AbortController());
    try {
      const response = await asked(`/state/${op}`, texts, mine.signal);
      const { answer, problem, together, compare } = /** @type {Pick<State, "answer" | "problem" | "together" | "compare">} */ (await response.json());
      if (mine.signal.aborted) return false;
      if (answer) onAnswer(answer, together, compare);
      else onProblem(problem ?? unreachable());
      return answer !== null;
    } catch {
      if (!mine.signal.aborted) onProblem(unreachable());
      return false;
    }
  };
}

/**
 * In the address, or, where numbers of one's own make it too long, in the body.
 *
 * @param {string} path
 * @param {Texts} texts
 * @param {AbortSignal} signal
 */
function asked(path, texts, signal) {
  const query = `${path}?${new URLSearchParams(texts)}`;
  if (query.length < LONG) return fetch(`${home}${query}`, { signal });
  const headers = { "content-type": "application/json" };
  const { lang } = texts;
  return fetch(`${home}${path}${lang ? `?lang=${lang}` : ""}`, { method: "POST", headers, body: JSON.stringify(texts), signal });
}

/** What is said where no answer comes. @returns {Problem} */
export function unreachable() {
  const message = say("The server is not responding; you are looking at its last answer.");
  return { detail: message, errors: [{ code: "", field: null, span: null, message, hint: null, repair: {}, choices: [] }], tokens: [] };
}
