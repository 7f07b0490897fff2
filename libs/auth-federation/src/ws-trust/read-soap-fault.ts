import { namespaces } from './namespaces.ts';
import { below, textOf } from '../xml/elements.ts';
import { parseXml } from '../xml/parse-xml.ts';

/** Why a server refused a message, as far as a program or a user can use it. */
export interface SoapFault {
  /** The word of a specification, such as `FailedAuthentication`. */
  subcode: string;
  /** The server's own number, such as `MSIS3126`. Its prose is in its own language, and not quoted. */
  number: string | undefined;
}

/**
 * @param text - of the server
 * @returns undefined for anything but a fault of SOAP 1.2
 * @see https://www.w3.org/TR/soap12-part1/#soapfault
 */
export function readSoapFault(text: string): SoapFault | undefined {
  const { soap } = namespaces;
  try {
    const faults = below([parseXml(text)], [soap, 'Body'], [soap, 'Fault']);
    const [value] = below(faults, [soap, 'Code'], [soap, 'Subcode'], [soap, 'Value']);
    const [reason] = below(faults, [soap, 'Reason'], [soap, 'Text']);
    const subcode = /^(?:[\w.-]{1,60}:)?([A-Za-z]{1,60})$/.exec(textOf(value))?.[1];
    if (!subcode) return undefined;
    return { subcode, number: /^(?:MSIS|ID)\d{3,5}\b/.exec(textOf(reason))?.[0] };
  } catch {
    return undefined;
  }
}
