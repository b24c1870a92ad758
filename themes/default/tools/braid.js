// What the drawing of a lineage can do with a script: bring one stream out with all
// that joins it, come nearer, and be moved about. Without it the drawing is whole and
// still.
(function () {
  "use strict";

  function each(list, fn) { Array.prototype.forEach.call(list, fn); }

  // bring shows stream n, what it is tied to, and its row in the table; null shows all.
  function bring(svg, n) {
    svg.classList.toggle("focused", n !== null);
    var lit = {};
    if (n !== null) lit[n] = true;
    each(svg.querySelectorAll(".tie"), function (tie) {
      var on = n !== null && (tie.dataset.a === n || tie.dataset.b === n);
      tie.classList.toggle("lit", on);
      if (on) { lit[tie.dataset.a] = true; lit[tie.dataset.b] = true; }
    });
    each(svg.querySelectorAll(".stream"), function (stream) {
      stream.classList.toggle("lit", !!lit[stream.dataset.s]);
      var row = document.getElementById(stream.dataset.row);
      if (row) row.classList.toggle("lit", n === stream.dataset.s);
    });
  }

  // view lets a drawing be scaled from one to eight times and dragged.
  function view(svg, frame, caption) {
    var scale = 1, all = svg.viewBox.baseVal.width;
    function zoom(by) {
      var was = scale;
      scale = Math.min(8, Math.max(1, scale * by));
      svg.style.inlineSize = scale === 1 ? "" : 100 * scale + "%";
      frame.scrollLeft = (frame.scrollLeft + frame.clientWidth / 2) * scale / was - frame.clientWidth / 2;
      frame.scrollTop = (frame.scrollTop + frame.clientHeight / 2) * scale / was - frame.clientHeight / 2;
    }
    frame.addEventListener("keydown", function (event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "+" || event.key === "-") { zoom(event.key === "+" ? 1.5 : 1 / 1.5); event.preventDefault(); }
    });
    frame.addEventListener("wheel", function (event) {
      if (!event.ctrlKey) return;
      zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2);
      event.preventDefault();
    }, { passive: false });
    var from = null;
    frame.addEventListener("pointerdown", function (event) {
      if (event.pointerType !== "mouse" || event.button !== 0) return;
      from = { x: event.clientX, y: event.clientY, left: frame.scrollLeft, top: frame.scrollTop };
    });
    window.addEventListener("pointermove", function (event) {
      if (!from) return;
      frame.scrollLeft = from.left - (event.clientX - from.x);
      frame.scrollTop = from.top - (event.clientY - from.y);
    });
    window.addEventListener("pointerup", function () { from = null; });
    if (!caption || !all) return;
    var tools = document.createElement("span");
    tools.className = "zoom";
    [["+", 1.5, caption.dataset.nearer], ["\u2212", 1 / 1.5, caption.dataset.farther]].forEach(function (button) {
      var b = document.createElement("button");
      b.type = "button";
      b.textContent = button[0];
      b.setAttribute("aria-label", button[2]);
      b.addEventListener("click", function () { zoom(button[1]); });
      tools.appendChild(b);
    });
    caption.appendChild(tools);
  }

  each(document.querySelectorAll("svg.braid"), function (svg) {
    var frame = svg.parentNode;
    view(svg, frame, frame.parentNode.querySelector("figcaption"));
    each(svg.querySelectorAll(".stream"), function (stream) {
      stream.addEventListener("mouseenter", function () { bring(svg, stream.dataset.s); });
      stream.addEventListener("mouseleave", function () { bring(svg, null); });
      var row = document.getElementById(stream.dataset.row);
      if (!row) return;
      ["mouseenter", "focusin"].forEach(function (what) { row.addEventListener(what, function () { bring(svg, stream.dataset.s); }); });
      ["mouseleave", "focusout"].forEach(function (what) { row.addEventListener(what, function () { bring(svg, null); }); });
    });
  });

  // A group that is asked for by its name unfolds.
  function unfold() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.tagName === "DETAILS") target.open = true;
  }
  window.addEventListener("hashchange", unfold);
  unfold();
})();
