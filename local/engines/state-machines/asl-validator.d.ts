declare module 'asl-validator' {
  type Problem = { Message?: string; message?: string };
  export default function validate(definition: object): { isValid: boolean; errors: Problem[] };
}
