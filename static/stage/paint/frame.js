/**
 * What a renderer draws: a model at a time, seen through one or several windows.
 *
 * @import {Paper} from "../pixels/looks.js"
 *
 * @typedef {object} View
 * @property {number} time   0 to 3
 * @property {number} x      where the scene begins, in screen pixels
 * @property {number} y
 * @property {number} scale  screen pixels of a scene pixel
 * @property {number[] | null} figures  those that are seen; null: all
 * @property {number} [letters]  how much larger than usual the browser writes
 * @property {number} [wide]  how much room it has beside others, in screen pixels
 * @property {{text: string, lines: string[], x: number, y: number}} [caption]  what stands below it, in screen pixels; lines: its tensor
 *
 * @typedef {object} Frame
 * @property {number} width  screen pixels
 * @property {number} height
 * @property {number} density  device pixels of a screen pixel
 * @property {"light" | "dark"} theme
 * @property {Paper} paper
 * @property {View[]} views
 * @property {{flight: number, block: number}[]} highlighted
 * @property {boolean} bare  whether nothing is written on blocks
 * @property {Plane | null} [lifted]  a plane that is drawn in front of its stack
 *
 * @typedef {{figure: number, z: number}} Plane
 */
export {};
