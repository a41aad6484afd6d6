/** The door for other modules; so far nobody after it in the order asks for anything of it. */
export {}
