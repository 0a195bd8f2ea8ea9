// Clauses of an Opinion that share no words of content.
export const broadband = "that broadband networks are a driver of growth in every economy";
export const exchange = "that Internet exchange points lower the price of transit for all";
export const capacity = "that capacity building is needed for the adoption of IPv6 in the regions";
export const culture = "the importance of local content and of languages on the network";
export const trust = "that trust in services depends on the protection of personal data";
export const youth = "the wish of young people to take part in the work of the Forum";
