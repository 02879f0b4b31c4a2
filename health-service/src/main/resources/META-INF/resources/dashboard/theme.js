// Light, dark or as the system has it. No module: it runs before the page is painted, so that nothing flashes.
(() => {
  'use strict';
  const KEY = 'breakwater-theme';
  const THEMES = ['auto', 'light', 'dark'];

  function stored() {
    try {
      const kept = localStorage.getItem(KEY);
      return THEMES.includes(kept) ? kept : 'auto';
    } catch {
      return 'auto'; // storage is forbidden here
    }
  }

  function apply(theme) {
    if (theme === 'auto') {
      document.documentElement.removeAttribute('data-theme');
    } else {
      document.documentElement.setAttribute('data-theme', theme);
    }
  }

  apply(stored());
  document.addEventListener('DOMContentLoaded', () => {
    const choice = document.getElementById('theme');
    choice.querySelector(`input[value="${stored()}"]`).checked = true;
    choice.addEventListener('change', (event) => {
      apply(event.target.value);
      try {
        localStorage.setItem(KEY, event.target.value);
      } catch {
        // It holds for this visit.
      }
    });
  });
})();
