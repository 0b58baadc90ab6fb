// Runs in the page. Without it, the page lists all codes and has no controls.
const form = document.querySelector('form');
const resultCount = form.querySelector('[role="status"]');
const copyStatus = document.querySelector('#copy-status');
const articles = [...document.querySelectorAll('article')];
const selects = [...form.querySelectorAll('select')];
const searchTexts = new Map(articles.map((article) => [article, searchTextOf(article)]));

form.hidden = false;
form.parentElement.classList.add('filtered');
for (const button of document.querySelectorAll('.copy')) button.hidden = false;
filter();
form.addEventListener('input', filter);
form.addEventListener('submit', (event) => event.preventDefault());
// The event is dispatched before the values are reset.
form.addEventListener('reset', () => setTimeout(filter));
addEventListener('hashchange', showTarget);
addEventListener('keydown', ({ key, target, ctrlKey, metaKey, altKey }) => {
  const { search } = form.elements;
  if (key === 'Escape' && target === search) form.reset();
  if (key !== '/' || ctrlKey || metaKey || altKey || target.closest('input, select')) return;
  // After the event, so that the key is not typed into the field.
  setTimeout(() => search.focus());
});
document.addEventListener('click', ({ target }) => {
  if (target.matches('.copy')) void copy(target);
});

/** Returns the text, also with names split into words: "MFA_FAILED" and "mfa failed" both match. */
function searchTextOf(article) {
  const text = article.querySelector('.about').textContent;
  const words = text.replaceAll('_', ' ').replace(/([a-z])([A-Z])/g, '$1 $2');
  return `${text} ${words}`.toLowerCase();
}

function filter() {
  const words = form.elements.search.value.toLowerCase().split(/\s+/);
  let count = 0;
  for (const article of articles) {
    const { dataset } = article;
    const matches =
      words.every((word) => searchTexts.get(article).includes(word)) &&
      selects.every(({ name, value }) => value === '' || `=${dataset[name]}` === value);
    article.hidden = !matches;
    if (matches) count += 1;
  }
  resultCount.textContent =
    count === 0 ? 'No matching codes. Try fewer words or clear the filters.' : `${count} of ${articles.length} codes`;
}

/** Clears the filters when they hide the code that a link points to. */
function showTarget() {
  const article = articles.find(({ id }) => `#${id}` === location.hash);
  if (!article?.hidden) return;
  form.reset();
  setTimeout(() => article.scrollIntoView());
}

async function copy(button) {
  const code = button.closest('figure').querySelector('code');
  try {
    await navigator.clipboard.writeText(code.textContent);
    showStatus('Copied');
  } catch {
    // The clipboard requires HTTPS and permission. Select the text, to be copied by hand.
    getSelection().selectAllChildren(code);
    showStatus('Selected');
  }

  function showStatus(text) {
    button.textContent = text;
    copyStatus.textContent = text;
    setTimeout(() => {
      button.textContent = 'Copy';
      copyStatus.textContent = '';
    }, 2000);
  }
}
