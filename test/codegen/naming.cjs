exports.ofHost = (name) => `${name}OfHost`;
