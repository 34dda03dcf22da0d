/**
 * What a renderer draws: a model at a time, seen through one or several windows.
 *
 * @import {Model} from "../places.js"
 * @import {Looks, Paper} from "./looks.js"
 * @import {Ghosts} from "./figure.js"
 * @import {Flight} from "./flight.js"
 * @import {Run, Side} from "./side.js"
 *
 * @typedef {object} View
 * @property {number} time   0 to 3
 * @property {number} x      where the scene begins, in screen pixels
 * @property {number} y
 * @property {number} scale  screen pixels of a scene pixel
 * @property {number[] | null} figures  those that are seen; null: all
 * @property {number} [wide]  how much room it has beside others, in screen pixels
 * @property {{text: string, x: number, y: number}} [caption]  what stands below it, in screen pixels
 *
 * @typedef {object} Frame
 * @property {number} width  screen pixels
 * @property {number} height
 * @property {number} density  device pixels of a screen pixel
 * @property {"light" | "dark"} theme
 * @property {Paper} paper
 * @property {View[]} views
 * @property {{flight: number, block: number}[]} lit
 *
 * @typedef {import("../types.js").Placement} Placement
 *
 * @typedef {{x: number, y: number, width: number, height: number}} Rect
 *
 * What draws cells. `cover` is a card that is painted over all of this later, as its cells stand, in pixels of the scene. A brush gets everything that lies in one plane at once.
 *
 * @typedef {object} Brush
 * @property {(model: Model, frame: Frame, looks: Looks) => void} begin
 * @property {(view: View) => void} look  through the next window
 * @property {(side: Side, run: Run, width: number, height: number, cover: Rect | null) => void} cards
 * @property {(ghosts: Ghosts, run: Run, strength: number) => void} ghosts
 * @property {(flight: Flight, end: 0 | 1, run: Run, cover: Rect | null) => void} cells
 * @property {(side: Side, width: number, height: number, room: number) => void} outlines
 * @property {(flight: Flight) => void} fly
 * @property {(flight: Flight, block: number, end: 0 | 1) => void} light
 * @property {() => void} end
 */
export {};
