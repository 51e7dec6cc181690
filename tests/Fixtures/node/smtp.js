// A mail server for the tests: npm's smtp-server, which keeps what it takes in a file and misbehaves for certain recipients.
//   reject@…   550 to the recipient          later@…   451 to the recipient
//   refuse@…   554 to the message            busy@…    452 to the message
//   drop@…     takes the message and breaks the connection instead of answering
//   hold@…     takes the message and never answers
//   stall@…    never answers the recipient
//   cut@…      breaks the connection in the middle of the message
// MAILBOX names the file, a line of JSON a message. AUTH=user:password asks for it. KEY and CERT (PEM files) offer STARTTLS, TLS=1 begins with it.
const fs = require("fs");
const { SMTPServer } = require("smtp-server");

const env = process.env;
const who = (address) => address.split("@")[0];
const held = () => fs.appendFileSync(env.MAILBOX + ".held", "held\n");
const failure = (code, text) => Object.assign(new Error(text), { responseCode: code });

const server = new SMTPServer({
  disabledCommands: [...(env.KEY ? [] : ["STARTTLS"]), ...(env.AUTH ? [] : ["AUTH"])],
  authMethods: (env.METHODS || "PLAIN,LOGIN").split(","),
  authOptional: !env.AUTH,
  allowInsecureAuth: true,
  secure: env.TLS === "1",
  ...(env.KEY ? { key: fs.readFileSync(env.KEY), cert: fs.readFileSync(env.CERT) } : {}),
  onAuth: (auth, session, done) =>
    `${auth.username}:${auth.password}` === env.AUTH ? done(null, { user: auth.username }) : done(failure(535, "5.7.8 wrong user or password")),
  onRcptTo: (to, session, done) => {
    if (who(to.address) === "reject") return done(failure(550, `5.1.1 <${to.address}> is nobody here`));
    if (who(to.address) === "later") return done(failure(451, "4.3.0 come again"));
    if (who(to.address) === "stall") return held();
    done();
  },
  onData: (stream, session, done) => {
    const to = session.envelope.rcptTo.map((entry) => entry.address);
    const kept = [];
    stream.on("data", (part) => {
      kept.push(part);
      if (who(to[0]) === "cut") sockets.get(session.id)?.destroy();
    });
    stream.on("end", () => {
      if (who(to[0]) === "cut") return;
      if (who(to[0]) === "refuse") return done(failure(554, "5.7.1 not this one"));
      if (who(to[0]) === "busy") return done(failure(452, "4.3.1 no room"));
      const message = { from: session.envelope.mailFrom.address, to, user: session.user ?? null, secure: session.secure, text: Buffer.concat(kept).toString("latin1") };
      fs.appendFileSync(env.MAILBOX, JSON.stringify(message) + "\n");
      if (who(to[0]) === "drop") return sockets.get(session.id)?.destroy();
      if (who(to[0]) === "hold") return held();
      done(null, "taken");
    });
  },
});

const sockets = new Map();
const connect = server.connect.bind(server);
server.connect = (socket, options) => {
  const result = connect(socket, options);
  for (const connection of server.connections) if (connection._socket === socket) sockets.set(connection.id, socket);
  return result;
};

server.on("error", () => {});
server.listen(Number(env.PORT), env.HOST, () => console.log("mail server listening"));
