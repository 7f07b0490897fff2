import type { MutantSet } from '../mutant.ts';

/** What a document from outside may cost. */
export const authFederation: MutantSet = {
  project: 'libs/auth-federation',
  mutants: [
    {
      name: 'a bomb of namespaces is read',
      file: '../primitives/src/parse-xml.ts',
      from: "if (hasMore(text, 'xmlns', limits.namespaces))",
      to: 'if (text === undefined)',
      spec: 'src/xml/parse-xml.spec.ts',
    },
    {
      name: 'a document type is read',
      file: '../primitives/src/parse-xml.ts',
      from: 'if (/<!(?!\\[CDATA\\[)/.test(text))',
      to: 'if (text === undefined)',
      spec: 'src/xml/parse-xml.spec.ts',
    },
    {
      name: 'a document of any length is read',
      file: '../primitives/src/parse-xml.ts',
      from: 'if (text.length > limits.length)',
      to: 'if (text === undefined)',
      spec: 'src/xml/parse-xml.spec.ts',
    },
    {
      name: "the parser's words, with parts of an assertion, are passed on",
      file: '../primitives/src/parse-xml.ts',
      from: '  } catch {\n',
      to: '  } catch (error) {\n    throw new XmlRefused(String(error));\n',
      spec: 'src/xml/parse-xml.spec.ts',
    },
  ],
};
