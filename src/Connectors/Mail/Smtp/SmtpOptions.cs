namespace Aegis.Connectors.Mail.Smtp;

/// <summary>How the connection to a mail server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>STARTTLS, without which nothing is sent.</summary>
    StartTls,
    /// <summary>TLS from the first byte, as on port 465.</summary>
    Tls,
    /// <summary>None, not even for the password: only for a server on this machine or a network of one's own.</summary>
    None,
}

/// <summary>A mail server.</summary>
public sealed class SmtpOptions
{
    /// <summary>Its name; null is none.</summary>
    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    /// <summary>Null signs in as nobody.</summary>
    public string? UserName { get; set; }

    public string? Password { get; set; }

    /// <summary>A PEM file of authorities that are trusted instead of the system's, for a server of one's own; null for the system's.</summary>
    public string? CertificateAuthorities { get; set; }

    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;
}
