import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import ts from 'typescript';
import { flowCatalog, koreanChoices, samplesOf } from '@entra-flows/flow-catalog';

const workspace = join(import.meta.dirname, '../..');
const HANGUL = /[가-힣]/;
/**
 * One word per term: a device is 디바이스, an authority 인증 기관 (and the issuer of a certificate 발급 기관), a public
 * client 공용 클라이언트, a second factor 2단계 인증, a redirect URI 리디렉션 URI.
 */
const OTHER_WORDS =
  /장치|기기|(?<!인증 )(?<!발급 )기관|(?:퍼블릭|공개) ?클라이언트|다단계 인증|두 번째 요소|리디렉션 주소|redirect(?:ion)? address/i;

const parse = (file: string, text = readFileSync(file, 'utf8')) =>
  ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !/^(dist|node_modules|e2e|testing|\..*)$/.test(entry.name))
      yield* sources(path);
    else if (/(?<!\.spec|\.test|\.d)\.ts$/.test(entry.name)) yield path;
  }
}

function* objectsIn(node: ts.Node): Generator<ts.ObjectLiteralExpression> {
  if (ts.isObjectLiteralExpression(node)) yield node;
  for (const child of node.getChildren()) yield* objectsIn(child);
}

const valueOf = (object: ts.ObjectLiteralExpression, name: string): ts.Node | undefined => {
  const property = object.properties.find((one) => one.name?.getText().replace(/'/g, '') === name);
  if (!property || ts.isPropertyAssignment(property)) return follow(property?.initializer);
  return ts.isShorthandPropertyAssignment(property) ? follow(property.name) : property;
};

/** The constant that a name stands for, in its file or in the one that it is imported from. */
function follow(node: ts.Node | undefined): ts.Node | undefined {
  if (!node || !ts.isIdentifier(node)) return node;
  const file = node.getSourceFile();
  const from = new RegExp(`import \\{[^}]*\\b${node.text}\\b[^}]*\\} from '(\\.[^']+)'`);
  const [, target] = from.exec(file.text) ?? [];
  const home = target ? parse(resolve(dirname(file.fileName), target)) : file;
  const constants = home.statements.filter(ts.isVariableStatement);
  const declared = constants.flatMap(({ declarationList }) => [...declarationList.declarations]);
  return declared.find(({ name }) => name.getText() === node.text)?.initializer ?? node;
}

/** All that is said in a value. */
const said = (node: ts.Node) =>
  (node.getText().match(/'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|"(?:[^"\\]|\\.)*"/gs) ?? []).join(' ');

function compare(en: ts.Node, ko: ts.Node, path: string): string[] {
  if (!ts.isObjectLiteralExpression(en) || !ts.isObjectLiteralExpression(ko)) {
    const [english, korean] = [said(en), said(ko)];
    const isSaid = HANGUL.test(korean) || english === korean || !/[a-z]{2} [a-z]{2}/i.test(english);
    return isSaid ? [] : [`${path}: not in Korean`];
  }
  const names = [...en.properties, ...ko.properties].map((one) => one.name?.getText() ?? '');
  return [...new Set(names)].flatMap((quoted) => {
    const name = quoted.replace(/'/g, '');
    const [one, other] = [valueOf(en, name), valueOf(ko, name)];
    if (one && other) return compare(one, other, `${path}.${name}`);
    return [`${path}.${name}: lacks ${one ? 'ko' : 'en'}`];
  });
}

function faultsOf(source: ts.SourceFile, found: string[] = []): string[] {
  return [...objectsIn(source)].flatMap((object) => {
    const [en, ko] = [valueOf(object, 'en'), valueOf(object, 'ko')];
    if (!en && !ko) return [];
    const { line } = source.getLineAndCharacterOfPosition(object.getStart());
    const place = `${relative(workspace, source.fileName)}:${line + 1}`;
    found.push(place);
    return en && ko ? compare(en, ko, place) : [`${place}: lacks ${en ? 'ko' : 'en'}`];
  });
}

test('no table of texts lacks one in English or Korean', () => {
  const tables: string[] = [];
  const files = ['apps', 'libs', 'tools'].flatMap((name) => [...sources(join(workspace, name))]);
  const named = files.filter((file) => /\b(en|ko)\b\s*[:,}]/.test(readFileSync(file, 'utf8')));
  expect(named.flatMap((file) => faultsOf(parse(file), tables))).toEqual([]);
  expect(tables.length).toBeGreaterThan(30);
});

/**
 * Sentences that are no text for a user: what a programmer reads who calls a library wrongly (TypeError), what a
 * stranger at a port is told, names in a protocol, and what `own` catches itself.
 */
const NOT_FOR_USERS = [
  'libs/auth-core/src/cache/cache-document.ts', // caught: the file is set aside, in words
  'libs/auth-core/src/cache/keyring-process.ts', // the program of a child process
  'libs/auth-core/src/cache/secret-service', // caught: a process of its own asks instead, and says why it cannot
  'libs/auth-core/src/http/deadline.ts', // the diagnosis says it, and names the host
  'libs/auth-core/src/http/proxy-for.ts', // the diagnosis says it, by code and reason
  'libs/auth-core/src/http/proxy-tunnel.ts',
  'libs/auth-core/src/http/record-exchanges.ts', // --verbose: the words of the protocol
  'libs/auth-core/src/interactive/loopback-receiver.ts', // strangers at the port
  'libs/auth-core/src/interactive/read-callback.ts',
  'apps/electron-interactive/src/answer-page.ts', // a page that is not the app's own
  'apps/headless-device-code/src/server/metrics.ts', // the help of Prometheus
  'apps/headless-device-code/src/server/status-server.ts', // strangers at the port
];

/** Caught by the file that throws them, classified by their class, or read by a program. */
const NOT_SHOWN = new Set([
  'the code has come',
  'a broker opens no browser',
  'broker  not used: ${reason}',
  '[name of ${key.length} chars]',
  'only the sign-in and sign-out pages of ${origin} are opened',
  'the user has to sign in',
  'the session store does not answer',
  'the store does not do what pages need',
]);

/** MSAL's own errors and those of a programmer: a diagnosis has the words for a user. */
const OF_PROGRAMMERS = /^(Type|Range|ClientAuth|ClientConfiguration)Error$|^clientAuthError$/;

/** Sentences that are written as they are, in one language, where a table or `said` should have two. */
function* inOneLanguage(node: ts.Node): Generator<ts.Node> {
  // A table of texts, which is compared with that of the other language.
  const isTable = ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node);
  if (isTable && /^(en|ko|english|korean)$/.test(node.name.getText())) return;
  if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
  // What a member of options has to be: a part of a TypeError.
  if (ts.isSatisfiesExpression(node) && /\bMemberKind\b/.test(node.type.getText())) return;
  const isCall = ts.isNewExpression(node) || ts.isCallExpression(node);
  if (isCall && OF_PROGRAMMERS.test(node.expression.getText())) return;
  const text = ownText(node);
  if (isSentence(text) && !NOT_SHOWN.has(text)) yield node;
  for (const child of node.getChildren()) yield* inOneLanguage(child);
}

/** What a string says itself; what is put into it is looked at by itself. */
function ownText(node: ts.Node): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return '';
  const parts = node.templateSpans.map(
    ({ expression, literal }) => `\${${expression.getText()}}${literal.text}`,
  );
  const text = node.head.text + parts.join('');
  return text.startsWith('<') ? '' : text;
}

/** Three words, one of which joins the others: not a list of codes, or a line of a table. */
const isSentence = (text: string) =>
  /\b[a-z]+ (?:[\w'-]+ )?(?:is|are|was|were|has|have|had|does|did|do|can|cannot|could|may|should|to|of|on|in|at|by|for|with|from|within|without|it|its|the|a|an|no|not|and|or|that|which)\b(?: |[.,;:]? ?\$\{|$)/i.test(
    text.replace(/\s+/g, ' '),
  );

const placesInOneLanguage = (source: ts.SourceFile) =>
  [...inOneLanguage(source)].map(
    (text) => `${relative(workspace, source.fileName)}: ${text.getText()}`,
  );

test('what a user reads is in both languages', () => {
  const samples = readdirSync(join(workspace, 'apps')).filter((name) =>
    /^(cli|electron|headless|web)-/.test(name),
  );
  const roots = [
    ...samples.map((name) => `apps/${name}/src`),
    ...['auth-core', 'auth-federation', 'create', 'sample-kit'].map((name) => `libs/${name}/src`),
    'tools/launch/src',
  ];
  const files = roots.flatMap((name) => [...sources(join(workspace, name))]);
  // A table of one language has its like beside it, which its type sees to.
  const others = files.filter((file) => !/\.(en|ko|generated)\.ts$/.test(file));
  const exempt = NOT_FOR_USERS.map((name) => join(workspace, name));
  const meant = others.filter((file) => !exempt.some((name) => file.startsWith(name)));
  expect(meant.length).toBeGreaterThan(200);
  expect(meant.flatMap((file) => placesInOneLanguage(parse(file)))).toEqual([]);
});

test.each([
  "throw new UsageError('there is no such file');",
  'const o = { help: `two ${1} words of it here` };',
  "const reason = 'this machine has no screen';",
  'return unusable(`Cannot write ${path}: it is a folder`);',
])('finds %s', (text) => {
  expect(placesInOneLanguage(parse('x.ts', text))).toHaveLength(1);
});

test('each term has one word everywhere', () => {
  const files = ['apps', 'libs'].flatMap((name) => [...sources(join(workspace, name))]);
  const others = files.filter((file) => OTHER_WORDS.test(readFileSync(file, 'utf8')));
  expect(others.map((file) => relative(workspace, file))).toEqual([]);
});

test.each([
  [
    'guesses the particle of a word that is put into it: 을(를)',
    /\((?:가|를|는|은|을|으|이|과|와)\)/,
  ],
  [
    'has letters that touch an address: a terminal would take them for a part of the link',
    /\$\{[^}]*(?:href|url|link|origin|pages)\}[가-힣]/i,
  ],
  ['calls the ID 에뮬레이터 by another name', /(?:로컬|로그인|자격 증명) 에뮬레이터/],
])('no Korean text %s', (_name, fault) => {
  const files = ['apps', 'libs', 'tools'].flatMap((name) => [...sources(join(workspace, name))]);
  const others = files.filter((file) => fault.test(readFileSync(file, 'utf8')));
  expect(others.map((file) => relative(workspace, file))).toEqual([]);
});

test.each([
  ["{ en: { a: 'two words' } }", 'lacks ko'],
  ["{ en: { a: 'two words' }, ko: {} }", '.a: lacks ko'],
  ["{ en: { a: { b: 'two words' } }, ko: { a: { b: 'still two words' } } }", '.a.b: not in Korean'],
])('finds what is wrong with %s', (text, fault) => {
  expect(faultsOf(parse('x.ts', `export const texts = ${text};`))[0]).toContain(fault);
});

test('each sample that npm start and create list has its line in Korean', () => {
  const listed = samplesOf(flowCatalog).map(({ sample }) => sample);
  expect(Object.keys(koreanChoices).sort()).toEqual([...new Set(listed)].sort());
});
