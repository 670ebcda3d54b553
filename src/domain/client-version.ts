/** The protocol version this build speaks. The server names the lowest it still talks to (`min_client`). */
export const clientVersion = 1
