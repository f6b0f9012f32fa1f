export const benchDesktop = async (): Promise<object> => {
  throw new Error("todo");
};
