/**
 * The parts of the server's answer that the page reads. The server describes all of it under /docs.
 *
 * @typedef {[number, number]} Pair
 * @typedef {"beside" | "below"} Placement
 * @typedef {{kind: string, text: string, span: Pair, axis: number | null}} Token
 * @typedef {{name: string, size: number, role: string, given: boolean}} Axis
 * @typedef {{name: string, shape: number[], arrangement: number[][], strides: number[], offset: number}} Tensor
 * @typedef {{times: number, axis: number | null}} Term  without an axis, a constant
 * @typedef {{text: string, target: Term[][], source: Term[][], condition: string | null, fragments: [string, number | null][]}} Formula
 * @typedef {{axis: number, side: "top" | "bottom" | "left" | "depth", start: Pair, end: Pair}} Bracket
 * @typedef {object} Stage
 * @property {string} name
 * @property {number} figure
 * @property {[number, number, number][]} steps
 * @property {Record<Placement, Pair>} origins
 * @property {Pair} plane
 * @property {Pair} block
 * @property {Bracket[]} brackets
 *
 * @typedef {object} Figure
 * @property {string} tensor
 * @property {string} caption
 * @property {Record<Placement, Pair>} captions
 * @property {number[]} counts
 * @property {number[] | null} planes
 * @property {number[] | null} blocks
 *
 * @typedef {[string, string]} Shade  colour of a block, colour of its number
 * @typedef {{hue: number[], level: number[], values: number, shades: Record<"light" | "dark", Shade[][]>}} Tint
 *
 * @typedef {object} Scene
 * @property {{start: number, count: number}[]} windows
 * @property {number} cells
 * @property {number} cell
 * @property {Record<Placement, Pair>} size
 * @property {Stage[]} stages
 * @property {Figure[]} figures
 * @property {number[]} order
 * @property {Tint} tint
 *
 * @typedef {{text: string, good: boolean | null}} Note
 * @typedef {object} Verdict
 * @property {Note[]} notes
 * @property {{op: string, pattern: string | null, url: string} | null} inverse
 * @property {{agrees: boolean | null, library: string, cells: number} | null} checked
 *
 * @typedef {object} Answer
 * @property {Verdict} verdict
 * @property {string[]} steps
 * @property {Record<string, string>} code
 * @property {string} op
 * @property {string} pattern
 * @property {Record<string, number>} sizes
 * @property {Token[]} tokens
 * @property {Axis[]} axes
 * @property {Tensor[]} inputs
 * @property {Tensor} output
 * @property {Formula} formula
 * @property {Scene} scene
 * @property {Record<string, unknown>} request
 * @property {{page: string, api: string}} links
 *
 * @typedef {object} Mistake
 * @property {string} code
 * @property {string | null} field
 * @property {Pair | null} span
 * @property {string} message
 * @property {string | null} hint
 * @property {Record<string, string>} repair
 *
 * @typedef {{detail: string, errors: Mistake[], tokens: Token[]}} Problem
 * @typedef {Record<string, string>} Texts  the parameters as text, as the address has them
 * @typedef {{op: string, texts: Texts, defaults: Texts, example: Texts, answer: Answer | null, problem: Problem | null}} State
 */
export {};
