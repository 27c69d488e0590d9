// An AsyncAPI document in; its errors and warnings, and exit code 1 if there are any, out.
import { Parser, fromFile } from "@asyncapi/parser";

const WARNING = 1;
const { document, diagnostics } = await fromFile(new Parser(), process.argv[2]).parse();
const faults = diagnostics.filter(({ severity }) => severity <= WARNING);
for (const { code, path, message } of faults) console.log(`${code} at ${path.join(".")}: ${message}`);
process.exitCode = document && faults.length === 0 ? 0 : 1;
