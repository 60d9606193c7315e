// Draws the OpenAPI document as a page. Text goes in as text, never as markup.
const operations = document.getElementById('operations');
const problem = document.getElementById('problem');
const signin = document.getElementById('signin');

function add(parent, tag, text) {
  const element = document.createElement(tag);
  element.textContent = text ?? '';
  parent.append(element);
  return element;
}

function table(parent, title, rows) {
  if (rows.length === 0) return;
  add(parent, 'h3', title);
  const body = add(add(parent, 'table'), 'tbody');
  for (const cells of rows) {
    const row = add(body, 'tr');
    for (const cell of cells) add(row, 'td', cell);
  }
}

function draw(document) {
  operations.replaceChildren();
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const section = add(operations, 'section');
      add(add(section, 'h2'), 'code', `${method.toUpperCase()} ${path}`);
      add(section, 'p', operation.summary);
      table(section, 'Parameters', (operation.parameters ?? []).map(p => [p.name, p.in, p.description]));
      table(section, 'Answers', Object.entries(operation.responses ?? {}).map(([status, r]) =>
        [status, Object.keys(r.content ?? {}).join(', '), r.description]));
    }
  }
}

async function load(key) {
  const answer = await fetch('/openapi/v1.json', { headers: key ? { Authorization: `Bearer ${key}` } : {} });
  signin.hidden = answer.ok;
  problem.textContent = answer.ok || !key ? '' : 'The key is not accepted.';
  if (answer.ok) draw(await answer.json());
}

signin.addEventListener('submit', event => {
  event.preventDefault();
  load(document.getElementById('key').value);
});
load();
