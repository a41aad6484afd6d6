/** The door for other modules. */
export {}
