declare module "fxa-common-password-list" {
  const list: {
    /** Whether a password of eight or more characters is among the 50,000 commonest. */
    test(password: string): boolean;
  };
  export default list;
}
