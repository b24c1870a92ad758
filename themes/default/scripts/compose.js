// On a work's page of proposals: what the text would say if any set of them passed.
// The page says without this which of them collide.
(function () {
  "use strict";

  var box = document.getElementById("ui-compose");
  if (!box) return;

  function element(name, text, kind) {
    var e = document.createElement(name);
    if (text) e.textContent = text;
    if (kind) e.className = kind;
    return e;
  }

  // weave lays the hunks of several proposals over one text. Two that touch the same
  // words, or neighbouring ones, in different ways cannot both stand: clash is told.
  function weave(text, hunks, clash) {
    var parts = [], at = 0, last = null;
    hunks.sort(function (a, b) { return a.from - b.from || a.to - b.to; });
    hunks.forEach(function (h) {
      if (last && last.by !== h.by) {
        if (last.from === h.from && last.to === h.to && last.text === h.text) return;
        if (h.from <= last.to || !/[\p{L}\p{N}]/u.test(text.slice(last.to, h.from))) return clash(last.by, h.by);
      }
      parts.push(["", text.slice(at, h.from)], ["del", text.slice(h.from, h.to)], ["ins", h.text]);
      at = h.to;
      last = h;
    });
    parts.push(["", text.slice(at)]);
    return parts;
  }

  // marked is words struck out or put in, said to those who hear the page as well.
  function marked(kind, text) {
    var e = element(kind);
    e.append(element("span", box.dataset[kind + "Begin"] + " ", "vh"), text, element("span", " " + box.dataset[kind + "End"], "vh"));
    return e;
  }

  function paragraph(label, heading, text) {
    var p = element("p");
    [label, heading, text].forEach(function (parts, i) {
      parts.forEach(function (part) {
        if (part[1]) p.append(part[0] ? marked(part[0], part[1]) : part[1]);
      });
      if (i < 2) p.append(" ");
    });
    return p;
  }

  function compose(data, chosen, show, clash) {
    var at = {};
    chosen.forEach(function (p) {
      p.edits.forEach(function (e) { (at[e.at] = at[e.at] || []).push({ by: p, e: e }); });
    });
    Object.keys(at).map(Number).sort(function (a, b) { return a - b; }).forEach(function (i) {
      var c = data.clauses[i], gone = null, adds = [], label = null, heading = [], text = [], touched = null;
      at[i].forEach(function (x) {
        function take(list, to) { (list || []).forEach(function (h) { to.push({ from: h.from, to: h.to, text: h.text, by: x.by }); }); }
        if (x.e.add) {
          if (!adds.some(function (a) { return JSON.stringify(a.e.add) === JSON.stringify(x.e.add); })) adds.push(x);
          return;
        }
        if (x.e.gone) { gone = x.by; } else { touched = x.by; }
        if (gone && touched && gone !== touched) clash(gone, touched);
        if (x.e.label !== undefined) {
          if (label && label.e.label !== x.e.label) clash(label.by, x.by);
          label = label || x;
        }
        take(x.e.heading, heading);
        take(x.e.text, text);
      });
      if (gone) {
        show(paragraph([["del", c.label]], [["del", c.heading]], [["del", c.text]]));
      } else if (touched) {
        show(paragraph(label ? [["del", c.label], ["ins", label.e.label]] : [["", c.label]], weave(c.heading, heading, clash), weave(c.text, text, clash)));
      }
      adds.forEach(function (x) {
        if (x.by !== adds[0].by) clash(adds[0].by, x.by);
        show(paragraph([["ins", x.e.add.label]], [["ins", x.e.add.heading]], [["ins", x.e.add.text]]));
      });
    });
  }

  window.polityProposals = function (data) {
    var form = box.querySelector(".choices"), verdict = box.querySelector(".verdict"), result = box.querySelector(".result");
    result.lang = data.lang;
    result.dir = "auto";
    function draw() {
      var chosen = data.proposals.filter(function (p, i) { return form.elements[i].checked; });
      var rivals = [];
      result.textContent = "";
      compose(data, chosen, function (p) { result.appendChild(p); }, function (a, b) {
        [a, b].forEach(function (p) { if (rivals.indexOf(p.name) < 0) rivals.push(p.name); });
      });
      verdict.className = rivals.length ? "verdict bad" : "verdict";
      verdict.textContent = !chosen.length ? box.dataset.empty : rivals.length ? rivals.join(", ") + ": " + box.dataset.clash : box.dataset.clean;
    }
    data.proposals.forEach(function (p) {
      var row = element("p"), label = element("label"), input = element("input"), link = element("a"), what = element("bdi", p.title);
      input.type = "checkbox";
      link.href = p.href;
      link.appendChild(what);
      label.append(input, p.name);
      row.append(label, " ", link);
      form.appendChild(row);
    });
    form.addEventListener("change", draw);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    draw();
    box.hidden = false;
  };

  var script = element("script");
  script.src = box.dataset.from;
  document.head.appendChild(script);
})();
