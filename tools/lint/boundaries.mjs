import { join } from 'node:path';
import { checkImport } from './check-import.mjs';
import { workspaceProjects } from './workspace-projects.mjs';

/** @type {Map<string, import('./workspace-projects.mjs').Project[]>} */
const workspaces = new Map();

/**
 * Rule for oxlint: every import stays within the layers and within what package.json declares. Nx builds
 * its graph from the declared dependencies, so this also keeps its cache true.
 *
 * Looks at import and export declarations, `import()`, `import('…')` types, `require()`,
 * `require.resolve()` and what `createRequire` makes. The option `root` is the workspace's folder.
 */
const boundaries = {
  meta: {
    type: 'problem',
    schema: [{ type: 'object', properties: { root: { type: 'string' } } }],
    messages: { refused: '{{why}}' },
  },
  /** @param {any} context */
  create(context) {
    const { root = join(import.meta.dirname, '../..') } = context.options[0] ?? {};
    const projects = workspaces.get(root) ?? workspaceProjects(root);
    workspaces.set(root, projects);
    const { sourceCode } = context;

    /** @param {any} source the node between the brackets or after `from` */
    const check = (source) => {
      const specifier = literalText(source);
      const why =
        specifier === undefined
          ? 'The linter cannot see what this imports: write the name as a plain string.'
          : checkImport(projects, context.filename, specifier);
      if (why) context.report({ node: source, messageId: 'refused', data: { why } });
    };

    return {
      ':matches(ImportDeclaration, ExportAllDeclaration, ExportNamedDeclaration, ImportExpression, TSImportType) > .source':
        check,
      // `import x = require('…')`
      'TSExternalModuleReference > .expression': check,
      CallExpression: (node) => {
        const callee = requireOf(node.callee);
        if (node.arguments[0] && isRequire(callee, sourceCode)) check(node.arguments[0]);
      },
    };
  },
};

/**
 * The text of a string literal, or of a template without holes.
 *
 * @param {any} node
 * @returns {string | undefined}
 */
function literalText(node) {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  return node.type === 'TemplateLiteral' && node.quasis.length === 1
    ? node.quasis[0].value.cooked
    : undefined;
}

/**
 * `require.resolve` counts as `require`.
 *
 * @param {any} callee
 */
function requireOf(callee) {
  const resolves = callee.type === 'MemberExpression' && callee.property.name === 'resolve';
  return resolves && callee.object.type === 'Identifier' ? callee.object : callee;
}

/**
 * @param {any} callee
 * @param {any} sourceCode
 */
function isRequire(callee, sourceCode) {
  if (makesRequire(callee)) return true;
  if (callee.type !== 'Identifier') return false;
  const reference = sourceCode
    .getScope(callee)
    .references.find(({ identifier }) => identifier === callee);
  const definitions = reference?.resolved?.defs ?? [];
  if (definitions.length === 0) return callee.name === 'require';
  return definitions.some(({ node }) => 'init' in node && makesRequire(node.init));
}

/** @param {any} node `createRequire(…)`? */
function makesRequire(node) {
  return node?.type === 'CallExpression' && node.callee.name === 'createRequire';
}

export default { meta: { name: 'entra-flows' }, rules: { boundaries } };
