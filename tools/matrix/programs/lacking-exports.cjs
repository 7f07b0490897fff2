// Prints which of the names MSAL Node, of the version installed as MSAL, does not export.
const msal = require(process.env['MSAL'] ?? '@azure/msal-node');

const lacking = process.argv.slice(2).filter((name) => !(name in msal));
console.log(lacking.join(', '));
