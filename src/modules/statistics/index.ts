/** The door for other modules; none needs figures yet. */
export {}
