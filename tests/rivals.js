/**
 * The same flight drawn in other ways, to be measured beside the page's own: an empty loop, an SVG with an element for
 * each block, and a Canvas 2D with a rectangle and a number for each. Runs inside the page.
 *
 * @param {{answer: any, way: "empty" | "svg" | "canvas", most: number, seconds: number}} what
 * @returns {Promise<{gaps: number[]}>} milliseconds from frame to frame
 */
async ({ answer, way, most, seconds }) => {
  const { Model, drawnOf } = await import("/static/stage/model/model.js");
  const { flown, mix } = await import("/static/stage/model/motion.js");
  const [width, height] = [1200, 700];
  const model = way === "empty" ? null : new Model(drawnOf(answer), "beside");
  const flights = model?.flights ?? [];
  const scale = model ? Math.min(width / model.size[0], height / model.size[1], 1.7) : 1;
  const { light } = answer.scene.tint.shades;
  const shades = light.flat();
  const cell = answer.scene.cell * scale;
  const numbered = cell >= 14;
  const place = (flight, block, time) => {
    const [from, to] = flight.sides.map((side) => side.places(1));
    const gone = flown(flight.turns[block], time);
    return [mix(from.x[block], to.x[block], gone) * scale, mix(from.y[block], to.y[block], gone) * scale];
  };
  const holder = document.createElement("div");
  holder.style.cssText = `position: fixed; inset: 0; width: ${width}px; height: ${height}px; background: #f3f1eb; z-index: 9`;
  document.body.append(holder);

  const ways = {
    empty: () => () => {},
    canvas() {
      const canvas = holder.appendChild(document.createElement("canvas"));
      [canvas.width, canvas.height] = [width, height];
      const context = canvas.getContext("2d");
      return (time) => {
        context.clearRect(0, 0, width, height);
        context.font = `700 ${cell / 3}px monospace`;
        context.textAlign = "center";
        for (const flight of flights) {
          for (let block = 0; block < flight.blocks; block++) {
            const [x, y] = place(flight, block, time);
            const [fill, ink] = shades[flight.shades[block]];
            context.fillStyle = fill;
            context.fillRect(x, y, cell, cell);
            if (!numbered) continue;
            context.fillStyle = ink;
            context.fillText(flight.numbers[block], x + cell / 2, y + cell * 0.6);
          }
        }
      };
    },
    svg() {
      const make = (name, parent, attributes) => {
        const made = parent.appendChild(document.createElementNS("http://www.w3.org/2000/svg", name));
        for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
        return made;
      };
      const svg = make("svg", holder, { width, height });
      const groups = flights.map((flight) =>
        Array.from({ length: flight.blocks }, (_, block) => {
          const [fill, ink] = shades[flight.shades[block]];
          const group = make("g", svg, {});
          make("rect", group, { width: cell, height: cell, rx: cell / 7, fill });
          if (numbered) make("text", group, { x: cell / 2, y: cell * 0.6, fill: ink, "text-anchor": "middle", "font-size": cell / 3 }).textContent = flight.numbers[block];
          return group;
        }),
      );
      return (time) =>
        flights.forEach((flight, index) =>
          groups[index].forEach((group, block) => group.setAttribute("transform", `translate(${place(flight, block, time).join()})`)),
        );
    },
  };
  const draw = ways[way]();
  const gaps = [];
  await new Promise((done) => {
    let first = 0;
    let before = 0;
    const tick = (now) => {
      first ||= now;
      if (before) gaps.push(now - before);
      before = now;
      draw(1 + (((now - first) / 2400) % 1));
      if (gaps.length < most && now - first < seconds * 1000) requestAnimationFrame(tick);
      else done();
    };
    requestAnimationFrame(tick);
  });
  holder.remove();
  return { gaps };
};
