namespace OrleansConf.Grains.Interfaces.Billing;

/// <summary>When an account's money is due (R-BIL-4). Stored: values are frozen.</summary>
[GenerateSerializer, Alias("conf.payment-mode")]
public enum PaymentMode
{
    /// <summary>Paid in before it is spent.</summary>
    Prepaid = 0,

    /// <summary>Owed up to a credit limit.</summary>
    Postpaid = 1,

    /// <summary>Owed, and taken from the card at the end of the billing cycle.</summary>
    Card = 2,

    /// <summary>Owed, and paid by invoice through the provider.</summary>
    Invoice = 3,
}
