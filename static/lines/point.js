/** The block of a cell that an address names. */

/** @import {Model, Point} from "../stage/model/model.js" */

/**
 * The first block that stands in a cell of the picture's tensor.
 *
 * @param {Model} model
 * @param {number} place
 * @returns {Point | null}
 */
export function pointAt(model, place) {
  for (const flight of model.flights) {
    const [block] = flight.sides[1].blocksAt(place);
    if (block !== undefined && flight.sides[1].blocks) return { flight: flight.index, block, figure: model.output };
  }
  return null;
}
