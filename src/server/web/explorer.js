// Runs in the browser. The schema comes from /schema.json, so that no token needs the right to list it.
const { React, ReactDOM, GraphiQL } = globalThis;

const start = `# Write a query here and press the button to run it.
# Choose above as whom you ask: each role sees its own share.
{
  __typename
}
`;

const json = async (address) => {
  const response = await fetch(address, { credentials: 'omit' });
  return response.ok ? response.json() : undefined;
};

const ask = async ({ query, variables, operationName }, { headers = {} } = {}) => {
  const response = await fetch('/graphql', {
    method: 'POST',
    credentials: 'omit',
    headers: { accept: 'application/graphql-response+json', 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables, operationName }),
  });
  return response.json();
};

const headersFor = (viewer) => JSON.stringify(viewer ? { Authorization: `Bearer ${viewer.token}` } : {}, null, 2);

const offerViewers = (viewers, choose) => {
  const select = document.getElementById('viewer');
  select.append(new Option('nobody (anonymous)', ''));
  for (const { title, role } of viewers) select.append(new Option(title, role));
  select.addEventListener('change', () => choose(viewers.find(({ role }) => role === select.value)));
  const first = viewers.find(({ role }) => role === 'social-worker') ?? viewers[0];
  select.value = first.role;
  document.getElementById('as').hidden = false;
  return first;
};

const openExplorer = async () => {
  const [schema, viewers = [], example] = await Promise.all([
    json('/schema.json'),
    json('/explorer/viewers.json'),
    json('/explorer/example.json'),
  ]);
  const root = ReactDOM.createRoot(document.getElementById('explorer'));
  const show = (viewer) =>
    root.render(
      React.createElement(GraphiQL, {
        fetcher: ask,
        schema: schema?.data,
        headers: headersFor(viewer),
        defaultQuery: example?.query ?? start,
        defaultEditorToolsVisibility: 'headers',
        shouldPersistHeaders: false,
        // Tokens and answers stay in memory: nothing of a child is left behind in the browser.
        storage: {
          getItem: () => null,
          setItem: () => undefined,
          removeItem: () => undefined,
          clear: () => undefined,
          length: 0,
        },
        forcedTheme: 'light',
      }),
    );
  show(viewers.length > 0 ? offerViewers(viewers, show) : undefined);
};

openExplorer().catch(() => {
  document.getElementById('explorer').textContent = 'The explorer could not be opened; reload the page to try again.';
});
