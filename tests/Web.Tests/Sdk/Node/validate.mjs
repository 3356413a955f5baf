// Validates values against JSON schemas (draft 2020-12). The file named has lines of {"schema": …, "values": […]};
// printed is, line by line, true or false for each value, or the reason why the schema itself is none.
import { createInterface } from 'node:readline';
import { createReadStream } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const ajv = new Ajv({ strict: false, multipleOfPrecision: 9, validateSchema: false, addUsedSchema: false, logger: false, code: { optimize: false } });
addFormats(ajv);

for await (const line of createInterface({ input: createReadStream(process.argv[2]) })) {
  const { schema, values } = JSON.parse(line);
  let verdict;
  try {
    const validate = ajv.compile(schema);
    verdict = values.map((value) => validate(value));
    ajv.removeSchema(schema);
  } catch (error) {
    verdict = error.message;
  }
  console.log(JSON.stringify(verdict));
}
