import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import ts from 'typescript';
import { flowCatalog, samplesOf } from '@entra-flows/flow-catalog';
import { koreanChoices } from '../launch/src/start-texts.ts';

const workspace = join(import.meta.dirname, '../..');
const HANGUL = /[가-힣]/;
/** One word per term: a device is 디바이스, an authority 인증 기관 (and the issuer of a certificate 발급 기관). */
const OTHER_WORDS = /장치|기기|(?<!인증 )(?<!발급 )기관/;

const parse = (file: string, text = readFileSync(file, 'utf8')) =>
  ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !/^(dist|node_modules|e2e|testing|\..*)$/.test(entry.name))
      yield* sources(path);
    else if (/(?<!\.spec|\.d)\.ts$/.test(entry.name)) yield path;
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

/** What a user reads that is written as it is, in one language: the help and the usage errors of samples. */
function* inOneLanguage(node: ts.Node): Generator<ts.Node> {
  // A table of texts, which is compared with that of the other language.
  const isTable = ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node);
  if (isTable && /^(en|ko|english|korean)$/.test(node.name.getText())) return;
  const text = ts.isNewExpression(node)
    ? /^(Usage|Startup)Error$/.test(node.expression.getText()) && node.arguments?.[0]
    : ts.isPropertyAssignment(node) && /^(help|summary)$/.test(node.name.getText())
      ? node.initializer
      : undefined;
  const isWritten = text && (ts.isStringLiteralLike(text) || ts.isTemplateExpression(text));
  if (isWritten && /[a-z]{2} [a-z]{2}/i.test(text.getText())) yield text;
  for (const child of node.getChildren()) yield* inOneLanguage(child);
}

const placesInOneLanguage = (source: ts.SourceFile) =>
  [...inOneLanguage(source)].map(
    (text) => `${relative(workspace, source.fileName)}: ${text.getText()}`,
  );

test('help and usage errors of samples are in both languages', () => {
  const files = ['apps', 'libs/sample-kit'].flatMap((name) => [...sources(join(workspace, name))]);
  // A table of one language has its like beside it, which its type sees to.
  const others = files.filter((file) => !/\.(en|ko)\.ts$/.test(file));
  const meant = others.filter((file) =>
    /(Usage|Startup)Error|help:|summary:/.test(readFileSync(file, 'utf8')),
  );
  expect(meant.flatMap((file) => placesInOneLanguage(parse(file)))).toEqual([]);
});

test.each(["throw new UsageError('no such file');", 'const o = { help: `two ${1} words here` };'])(
  'finds %s',
  (text) => {
    expect(placesInOneLanguage(parse('x.ts', text))).toHaveLength(1);
  },
);

test('a device is 디바이스 everywhere, and an authority 인증 기관', () => {
  const files = ['apps', 'libs'].flatMap((name) => [...sources(join(workspace, name))]);
  const others = files.filter((file) => OTHER_WORDS.test(readFileSync(file, 'utf8')));
  expect(others.map((file) => relative(workspace, file))).toEqual([]);
});

test.each([
  ["{ en: { a: 'two words' } }", 'lacks ko'],
  ["{ en: { a: 'two words' }, ko: {} }", '.a: lacks ko'],
  ["{ en: { a: { b: 'two words' } }, ko: { a: { b: 'still two words' } } }", '.a.b: not in Korean'],
])('finds what is wrong with %s', (text, fault) => {
  expect(faultsOf(parse('x.ts', `export const texts = ${text};`))[0]).toContain(fault);
});

test('each sample that npm start lists has its line in Korean', () => {
  const listed = samplesOf(flowCatalog).map(({ sample }) => sample);
  expect(Object.keys(koreanChoices).sort()).toEqual([...new Set(listed)].sort());
});
