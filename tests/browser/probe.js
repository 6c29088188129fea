"use strict";
// Looks at the page after its own script has run and tells the page around it what it saw, one fault a line.
(function () {
  var faults = [];
  var all = function (what, where) { return Array.prototype.slice.call((where || document).querySelectorAll(what)); };
  var root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    var wide = all("body *").filter(function (e) { return e.getBoundingClientRect().right > root.clientWidth + 1; });
    faults.push("wider than the window: " + root.scrollWidth + " of " + root.clientWidth + " " +
                wide.slice(0, 3).map(function (e) { return e.tagName + "." + e.className; }).join(" "));
  }
  all("a, button, input, select, summary").forEach(function (e) {
    var box = (e.closest("label") || e).getBoundingClientRect();
    if (box.width === 0 || e.closest("[hidden]") || e.classList.contains("skip") || getComputedStyle(e).display === "inline") return;
    if (box.height < 23.5 || box.width < 23.5)
      faults.push("small target: " + e.tagName + " " + e.textContent.slice(0, 30) + " " + box.width + "x" + box.height);
  });
  all("input, select, button").forEach(function (e) {
    if (!(e.labels && e.labels.length) && !e.textContent.trim()) faults.push("no name: " + e.outerHTML.slice(0, 80));
  });
  var done = function () { parent.postMessage(faults.length ? faults.join("\n") : "ok", "*"); };
  var form = document.querySelector("form.filter");
  if (!form) { done(); return; }
  if (form.hidden) faults.push("the filter is hidden though scripts run");
  var shown = function () { return all(".card").filter(function (c) { return !c.hidden && !c.closest(".group").hidden; }).length; };
  var total = all(".card").length;
  var wait = function (then) { setTimeout(then, 400); };
  var input = function (field) { field.dispatchEvent(new Event("input", { bubbles: true })); };

  var order = form.elements.order;
  order.value = "charge";
  input(order);
  all(".cards").forEach(function (list) {
    var cents = all(".card", list).map(function (c) { return Number(c.dataset.cents); });
    if (cents.some(function (c, i) { return i && c > cents[i - 1]; })) faults.push("not in the order of charges");
  });
  var sort = document.querySelector("table.sortable th:nth-child(4) button");
  sort.click();
  var keys = all("table.sortable tbody td:nth-child(4)").map(function (c) { return Number(c.dataset.key); });
  if (keys.some(function (k, i) { return i && k > keys[i - 1]; })) faults.push("the table is not sorted by dollars");
  if (sort.parentNode.getAttribute("aria-sort") !== "descending") faults.push("the table does not say its order");

  var stop = form.querySelector("input[value=STOP]");
  stop.checked = false;
  input(stop);
  wait(function () {
    var others = all(".group:not([data-word=STOP]) .card").length;
    if (shown() !== others) faults.push("without STOP " + shown() + " are shown, not " + others);
    stop.checked = true;
    form.elements.find.value = "no such words anywhere";
    input(form.elements.find);
    wait(function () {
      if (shown() !== 0) faults.push("a search for nothing shows " + shown());
      form.reset();
      wait(function () {
        if (shown() !== total) faults.push("after a reset " + shown() + " of " + total + " are shown");
        if (document.getElementById("shown").textContent.indexOf("All ") !== 0) faults.push("the status does not say All");
        done();
      });
    });
  });
})();
