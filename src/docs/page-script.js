// Runs in the page. Without it all codes are listed, without controls.
const form = document.querySelector('form');
const status = form.querySelector('[role="status"]');
const copied = document.querySelector('#copied');
const articles = [...document.querySelectorAll('article')];
const searchable = new Map(articles.map((article) => [article, wordsOf(article.querySelector('.about').textContent)]));

form.hidden = false;
form.parentElement.classList.add('filtered');
for (const button of document.querySelectorAll('.copy')) button.hidden = false;
filter();
form.addEventListener('input', filter);
form.addEventListener('submit', (event) => event.preventDefault());
// The values are the new ones only after the event.
form.addEventListener('reset', () => setTimeout(filter));
addEventListener('hashchange', showTarget);
addEventListener('keydown', ({ key, target, ctrlKey, metaKey, altKey }) => {
  const { search } = form.elements;
  if (key === 'Escape' && target === search) form.reset();
  if (key !== '/' || ctrlKey || metaKey || altKey || target.closest('input, select')) return;
  // Not before the key was typed, else it would be typed into the field.
  setTimeout(() => search.focus());
});
document.addEventListener('click', ({ target }) => {
  if (target.matches('.copy')) void copy(target);
});

/** The text as it is, and with its names taken apart: both "MFA_FAILED" and "mfa failed" are found, "usersLogin" and "users login". */
function wordsOf(text) {
  const apart = text.replaceAll('_', ' ').replace(/([a-z])([A-Z])/g, '$1 $2');
  return `${text} ${apart}`.toLowerCase();
}

function filter() {
  const { search, category, retry, deprecation } = form.elements;
  const words = search.value.toLowerCase().split(/\s+/);
  let count = 0;
  for (const article of articles) {
    const { dataset } = article;
    const matches =
      words.every((word) => searchable.get(article).includes(word)) &&
      [category, retry, deprecation].every(({ name, value }) => value === '' || dataset[name] === value);
    article.hidden = !matches;
    if (matches) count += 1;
  }
  status.textContent =
    count === 0 ? 'No code matches. Try fewer words, or clear the filters.' : `${count} of ${articles.length} codes`;
}

/** A link to a code that is filtered out leads to it all the same. */
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
    tell('Copied');
  } catch {
    // Without HTTPS, or when it is not allowed: what is selected can be copied by hand.
    getSelection().selectAllChildren(code);
    tell('Selected');
  }

  function tell(text) {
    button.textContent = text;
    copied.textContent = text;
    setTimeout(() => {
      button.textContent = 'Copy';
      copied.textContent = '';
    }, 2000);
  }
}
