// Filter and order, for those whose browser runs scripts: it shows the form, hides what does not match, and opens every
// group before printing. It changes no words.
#include "scrubber/report/html_page.hpp"

namespace orthoscrub::scrub {

std::string_view report_script() noexcept {
    return R"js(
"use strict";
(function () {
  var all = function (what, where) { return Array.prototype.slice.call((where || document).querySelectorAll(what)); };
  var form = document.querySelector("form.filter");
  var groups = all("details.group");

  all("table.sortable").forEach(function (table) {
    all("thead th", table).forEach(function (head, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.textContent = "";
      head.appendChild(button);
      button.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") !== "descending";
        all("thead th", table).forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        var key = function (row) {
          var cell = row.children[column];
          return cell.dataset.key === undefined ? cell.textContent.toLowerCase() : Number(cell.dataset.key);
        };
        var body = table.tBodies[0];
        all("tr", body).sort(function (a, b) {
          var x = key(a), y = key(b), order = x < y ? -1 : x > y ? 1 : 0;
          return down ? -order : order;
        }).forEach(function (row) { body.appendChild(row); });
      });
    });
  });

  if (!form) return;
  form.hidden = false;
  var status = document.getElementById("shown");
  var cards = groups.map(function (group) { return all(".card", group); });
  var words = cards.map(function (list) { return list.map(function () { return null; }); });
  var total = cards.reduce(function (sum, list) { return sum + list.length; }, 0);
  var number = function (n) { return n.toLocaleString("en-US"); };

  function filter() {
    var wanted = form.elements.find.value.trim().toLowerCase();
    var ticked = {};
    all("input[type=checkbox]", form).forEach(function (box) { ticked[box.value] = box.checked; });
    var file = form.elements.file ? form.elements.file.value : "";
    var shown = 0;
    groups.forEach(function (group, g) {
      var here = 0;
      var about = (group.dataset.rule + " " + group.querySelector("h3").textContent).toLowerCase();
      cards[g].forEach(function (card, c) {
        var show = ticked[group.dataset.word] && (file === "" || card.dataset.file === file);
        if (show && wanted && about.indexOf(wanted) < 0) {
          if (words[g][c] === null) words[g][c] = card.textContent.toLowerCase();
          show = words[g][c].indexOf(wanted) >= 0;
        }
        card.hidden = !show;
        if (show) ++here;
      });
      group.hidden = here === 0;
      if (wanted && here && here <= 50) group.open = true;
      shown += here;
    });
    status.textContent = shown === total ? "All " + number(total) + " findings are shown."
                                         : number(shown) + " of " + number(total) + " findings are shown.";
  }
  function arrange() {
    var by = form.elements.order.value;
    cards.forEach(function (list) {
      if (list.length < 2) return;
      var parent = list[0].parentNode;
      list.slice().sort(function (a, b) {
        return by === "charge" ? Number(b.dataset.cents) - Number(a.dataset.cents) || a.place - b.place : a.place - b.place;
      }).forEach(function (card) { parent.appendChild(card); });
    });
  }
  cards.forEach(function (list) { list.forEach(function (card, place) { card.place = place; }); });
  var timer = 0;
  form.addEventListener("input", function (event) {
    if (event.target.name === "order") { arrange(); return; }
    clearTimeout(timer);
    timer = setTimeout(filter, 120);
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); filter(); });
  form.addEventListener("reset", function () { setTimeout(function () { filter(); arrange(); }, 0); });
  document.getElementById("unfold").addEventListener("click", function () {
    var open = !groups.every(function (group) { return group.open; });
    groups.forEach(function (group) { group.open = open; });
  });
  window.addEventListener("beforeprint", function () { groups.forEach(function (group) { group.open = true; }); });
  all("a[href^='#g-']").forEach(function (link) {
    link.addEventListener("click", function () {
      var group = document.getElementById(link.getAttribute("href").slice(1));
      if (group) { group.open = true; group.hidden = false; }
    });
  });
  filter();
})();
)js";
}

}  // namespace orthoscrub::scrub
