/**
 * The parts of the server's answer that the page reads. The server describes all of it under /docs.
 *
 * @typedef {[number, number]} Pair
 * @typedef {"beside" | "below"} Placement
 * @typedef {"row" | "column" | "depth"} Direction
 * @typedef {{kind: string, text: string, span: Pair, axis: number | null}} Token
 * @typedef {{name: string, size: number, role: string, given: boolean, hue?: number}} Axis  without a hue, its number
 * @typedef {{times: number, axis: number | null}} Term  without an axis, a constant
 * @typedef {number | string | boolean | null} Value  of a cell; null: not known
 * @typedef {"values" | "numbers" | "both"} Written  what is written on cells
 * @typedef {{name: string, shape: number[], arrangement: number[][], strides: number[], offset: number, sliding: boolean, data: Value[] | null}} Tensor
 * @typedef {{text: string, target: Term[][], source: Term[][], condition: string | null, mathml: string, where_to: {text: string, mathml: string} | null}} Formula
 * @typedef {{axis: number, side: "top" | "bottom" | "left" | "depth", start: Pair, end: Pair}} Bracket
 * @typedef {object} Stage
 * @property {string} name
 * @property {string} caption  what happens up to here, in a few words
 * @property {number} figure
 * @property {[number, number, number][]} steps
 * @property {Fold[]} folds  where rows of tiles are broken within an axis
 * @property {Record<Placement, Pair>} origins
 * @property {Pair} plane
 * @property {Pair} block
 * @property {number[] | null} [shape]  of the tensor, as code would reshape and permute it
 * @property {string | null} [axes]  of that shape
 * @property {string | null} [call]  what code calls to come to it
 * @property {Bracket[]} brackets  of two stages of a figure, those with the same axis and side belong together
 *
 * @typedef {{axis: number, every: number, step: [number, number, number]}} Fold
 *
 * @typedef {[number, number, number, number]} Ghost
 *
 * @typedef {object} Figure
 * @property {string} tensor
 * @property {{name: string, text: string, size: number}[]} axes  of the tensor; name: what the parameter view calls it
 * @property {Record<Direction, number[]>} directions  numbers of those axes, outermost first
 * @property {string} caption
 * @property {Record<Placement, Pair>} captions
 * @property {number[]} counts
 * @property {number[] | null} planes
 * @property {number[] | null} blocks
 * @property {Ghost[]} ghosts  cells between the blocks of the closed figure that go nowhere:
 *   number, and x, y, z from the corner of the block whose digits are 0; they may fade while a figure of windows opens
 * @property {number} pile  blocks that lie on one another in each cell, with those outside the window: "×3"
 *
 * @typedef {{hue: number[], level: number[], values: number, first: number, band: number}} Colouring
 *   hue number: (first + Σ digit·hue) by band, rounded down, modulo the hues of scene.tint.shades; digits from the window's beginning
 *
 * @typedef {object} Flight  the blocks of one input
 * @property {number} figure
 * @property {Stage[]} stages  input, split, moved, output
 * @property {number[]} from_counts
 * @property {number[]} to_counts
 * @property {[number[], number[]] | null} pairs
 * @property {number[]} rolled
 * @property {number[]} wraps
 * @property {number[] | null} numbers
 * @property {number[] | null} hues
 * @property {number[] | null} levels
 * @property {Term[][]} index  for each axis of the input a sum over digits; outside the shape the block is hollow
 * @property {Colouring} tint
 * @property {[number, number, number, number]} inset  part of a cell of the output: left, top, width, height
 *
 * @typedef {[string, string]} Shade  colour of a block, colour of its number
 * @typedef {Colouring & {shades: Record<"light" | "dark", Shade[][]>, strength: {here: number, gone: number, awaited: number}, made: Record<"light" | "dark", Shade>}} Tint
 *
 * @typedef {{count: number | null, word: string | null, text: string, lines: string[], cells: number[] | null}} Merged
 *   what is written on cells that are made of several; cells: of the output, by their digits, that have it at the end; null: all
 *
 * @typedef {object} Scene
 * @property {{start: number, count: number}[]} windows
 * @property {number} cells
 * @property {number} cell
 * @property {number} unit  how much larger than usual brackets and captions are
 * @property {Record<Placement, Pair>} size
 * @property {Stage[]} stages
 * @property {Figure[]} figures  of the inputs and, last, of the output
 * @property {Flight[]} flights  one for each input
 * @property {number[]} order
 * @property {Tint} tint
 * @property {Merged[]} merged
 * @property {"stack" | "tiles" | null} layout  how planes stand; null: there is one alone
 * @property {number | null} apart  how far the output has to be open for blocks that share a cell of it to be told apart
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
 * @property {[number, number, number][][]} step_axes  for each step where it names axes: start, end, number
 * @property {Record<string, string>} code
 * @property {string} op
 * @property {string} pattern
 * @property {Record<string, number>} sizes
 * @property {Token[]} tokens
 * @property {Axis[]} axes
 * @property {Tensor[]} inputs
 * @property {Tensor} output
 * @property {{total: number, arity: number, targets: number[], sources: number[][]}} cells
 * @property {Formula} formula
 * @property {Scene} scene
 * @property {Record<string, unknown>} request
 * @property {{page: string, api: string, embed: string, svg: string, png: string, gif: string}} links
 *
 * @typedef {object} Carried  colours that the cells of an input bring along: those of a picture's pixels
 * @property {number | null} input  its number; null: blocks say their own numbers, and those of one hue only belong to no pixel
 * @property {Uint32Array} palette  red in the lowest byte
 * @property {Uint32Array} cells  for each of its cells, which colour
 * @property {Value[] | null} values  of its cells, where they are to be written
 * @property {Value[] | null} made  what the cells of the output hold that are made of several, where that is known
 * @property {Uint32Array | null} mixed  for each cell of the output that is computed, which colour; null: they have none
 * @property {number | null} others  the hue of blocks that come from elsewhere
 *
 * @typedef {{scene: Scene, inputs?: Tensor[], output?: Tensor, written?: Written, carried?: Carried | null}} Drawn  what a drawing needs of an answer; without inputs, its blocks say their own numbers
 * @typedef {Drawn & {axes: Axis[], told?: object}} Staged  what the stage needs; told: of a program, its answer with the tensor that is shown as its output
 *
 * @typedef {{text: string, repair: Record<string, string>}} Choice  under op the name of another operation, with all of its parameters
 *
 * @typedef {object} Mistake
 * @property {string} code  empty: the page says it, and no page explains it
 * @property {string | null} field
 * @property {Pair | null} span
 * @property {string} message
 * @property {string | null} hint
 * @property {Record<string, string>} repair
 * @property {Choice[]} choices  ways to go on; the first is the repair, unless that would be another operation
 *
 * @typedef {{detail: string, errors: Mistake[], tokens: Token[]}} Problem
 * @typedef {{text: string, pattern: string | null, url: string | null}} Together  a merge and the expansion after it
 * @typedef {{label: string, url: string, text: string}} CompareLink  the state that this one is mistaken for, beside it
 * @typedef {Record<string, string>} Texts  the parameters as text, as the address has them
 * @typedef {{op: string, texts: Texts, defaults: Texts, example: Texts, answer: Answer | null, problem: Problem | null, together: Together | null, compare: CompareLink | null, language: string, words: import("./words.js").Words}} State
 */
export {};
