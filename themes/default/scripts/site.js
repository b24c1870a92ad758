// What a page can do a little better with a script. Nothing depends on it: every
// page is read, compared and followed without.
(function () {
  "use strict";

  // n and p lead to the next and the previous page, c to the contents.
  function leap(key) {
    if (key === "n" || key === "p") {
      var link = document.querySelector(key === "n" ? "a[rel=next]" : "a[rel=prev]");
      if (link) link.click();
    } else if (key === "c") {
      var fold = document.querySelector(".contents details");
      if (!fold) return;
      fold.open = true;
      var first = fold.querySelector("a");
      if (first) first.focus();
    }
  }

  document.addEventListener("keydown", function (event) {
    var at = event.target;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (at.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(at.tagName)) return;
    leap(event.key);
  });

  // A reader's way of seeing changes is kept from one change to the next. Where
  // storage is refused, it is not.
  function remember(form) {
    var inputs = form.querySelectorAll("input");
    try {
      var seen = (localStorage.getItem("polity.view") || "").split(" ");
      if (seen[0]) inputs.forEach(function (input) { input.checked = seen.indexOf(input.id) >= 0; });
      form.addEventListener("change", function () {
        var chosen = Array.prototype.filter.call(inputs, function (input) { return input.checked; });
        localStorage.setItem("polity.view", chosen.map(function (input) { return input.id; }).join(" "));
      });
    } catch (refused) { /* a reader without storage sees the default */ }
  }
  document.querySelectorAll("form.views").forEach(remember);

  // Contents folded open on a phone close when a clause was chosen.
  document.querySelectorAll(".contents details").forEach(function (fold) {
    fold.addEventListener("click", function (event) {
      if (event.target.closest("a")) fold.open = false;
    });
  });
})();
