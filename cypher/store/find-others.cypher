// title: Is there anything that is not the store's: how many nodes, and the labels of one that bears a name of the store
CALL { MATCH (n) RETURN count(n) AS nodes }
CALL {
  OPTIONAL MATCH (n:Company|Person|Address|Account|Contact|CompanyRecord|PersonRecord|NameRecord|AccountRecord|TaxReturn|Listing|RoleRecord|AddressRecord|ContactRecord|CashOperation|InvoiceRecord|Load|SourceFile|Reject|Batch|Run|RunPart|Journal|Cluster|Finding)
  RETURN n LIMIT 1
}
RETURN nodes, coalesce(labels(n), []) AS labels
