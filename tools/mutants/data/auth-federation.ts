import type { MutantSet } from '../mutant.ts';

/** What a document from outside may cost. */
export const authFederation: MutantSet = {
  project: 'libs/auth-federation',
  mutants: [
    {
      name: 'a bomb of namespaces is read',
      file: '../primitives/src/parse-xml.ts',
      from: "  if (hasMore(text, 'xmlns', limits.namespaces)) throw new XmlRefused('it has too many namespaces');\n",
      to: '',
      spec: 'src/xml/parse-xml.spec.ts',
    },
    {
      name: 'a document type is read',
      file: '../primitives/src/parse-xml.ts',
      from: "  if (/<!(?!\\[CDATA\\[)/.test(text)) throw new XmlRefused('it has a DTD or a comment');\n",
      to: '',
      spec: 'src/xml/parse-xml.spec.ts',
    },
    {
      name: 'a document of any length is read',
      file: '../primitives/src/parse-xml.ts',
      from: "  if (text.length > limits.length) throw new XmlRefused('it is too long');\n",
      to: '',
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
