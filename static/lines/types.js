/**
 * The parts of the server's answer to a program that the page reads. The server describes all of it under /docs.
 *
 * @import {Axis, Mistake, Note, Pair, Scene, Texts, Value, Verdict} from "../base/types.js"
 *
 * @typedef {{name: string, line: number, shape: number[]}} Tensor
 * @typedef {{name: string, shape: number[], axes: string[], read: boolean, alike: Same | null, notes: Note[]}} Input
 * @typedef {{text: string, url: string | null, line: number | null}} Same
 * @typedef {{cell: number, index: number[], reason: string}} RuledOut
 * @typedef {{tensor: number, name: string, line: number | null, cells: number[], indices: number[][], more: number, begins: string | null, values: Value[] | null}} Hop
 *
 * @typedef {object} ProgramAnswer
 * @property {{entry: string, output: string}} request
 * @property {string[]} entries
 * @property {string[]} outputs
 * @property {Input[]} inputs
 * @property {{name: string, shape: number[]}} output
 * @property {{total: number, arity: number, targets: number[], sources: number[][]}} cells
 * @property {number} step
 * @property {Verdict} verdict
 * @property {Same | null} same
 * @property {Same | null} alike
 * @property {RuledOut | null} ruled_out
 * @property {string[]} steps
 * @property {Record<string, string>} code
 * @property {Tensor[]} tensors
 * @property {{line: number, text: string, repair: Record<string, string>, mend: string | null}[]} notes
 * @property {string} library
 * @property {Axis[]} axes
 * @property {Scene} scene
 * @property {number[]} shown  cells of the tensor in the order of their numbers in the scene
 * @property {{page: string | null, api: string | null, embed: string | null, svg: string | null, png: string | null, gif: string | null}} links
 *
 * @typedef {Mistake & {line?: number, column?: number, also?: Pair[]}} CodeMistake
 * @typedef {{detail: string, errors: CodeMistake[]}} CodeProblem
 * @typedef {{texts: Texts, cleaned?: string[], unused?: string[], answer: ProgramAnswer | null, problem: CodeProblem | null, partial?: ProgramAnswer | null, rest?: Pair | null}} Asked  cleaned: what was taken out of the code; unused: given without need; partial: what came before the lines of rest
 * @typedef {Asked & {example: Texts, defaults: Texts, language: string, words: Record<string, string>}} ProgramState
 */
export {};
