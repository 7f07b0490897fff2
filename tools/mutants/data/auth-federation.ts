import { mistakes, type MutantSet } from '../mutant.ts';

/** What a document from outside may cost. */
export const authFederation: MutantSet = {
  project: 'libs/auth-federation',
  mutants: [
    mistakes('../primitives/src/parse-xml.ts', 'src/xml/parse-xml.spec.ts', {
      'a bomb of namespaces is read': [
        "if (hasMore(text, 'xmlns', limits.namespaces))",
        'if (text === undefined)',
      ],
      'a document type is read': ['if (/<!(?!\\[CDATA\\[)/.test(text))', 'if (text === undefined)'],
      'a document of any length is read': [
        'if (text.length > limits.length)',
        'if (text === undefined)',
      ],
      "the parser's words, with parts of an assertion, are passed on": [
        '  } catch {\n',
        '  } catch (error) {\n    throw new XmlRefused(String(error));\n',
      ],
    }),
  ],
};
