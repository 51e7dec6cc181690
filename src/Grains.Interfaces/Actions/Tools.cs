namespace Aegis.Actions;

/// <summary>The names of the tools agents may call; part of the public contract.</summary>
public static class Tools
{
    public const string GetCustomerProfile = "get_customer_profile";
    public const string GetCustomerHealth = "get_customer_health";
    public const string UpdateCustomerState = "update_customer_state";
    public const string CreateTrialSubscription = "create_trial_subscription";
    public const string GenerateApiKeys = "generate_api_keys";
    public const string ProvisionTestEnvironment = "provision_test_environment";
    public const string SendOnboardingEmail = "send_onboarding_email";
    public const string TrackApiActivity = "track_api_activity";
    public const string CreateTicket = "create_ticket";
    public const string CommentOnTicket = "comment_on_ticket";
    public const string GetTicketDetails = "get_ticket_details";
    public const string GetTicketStatus = "get_ticket_status";
    public const string QueryDocs = "query_chargebee_docs";
    public const string QueryCode = "query_chargebee_code";
    public const string UpgradePlan = "upgrade_plan";
    public const string ApplyDiscount = "apply_discount";
    public const string ApplyCredit = "apply_credit";
    public const string DiagnoseAuthError = "diagnose_401_error";
    public const string VerifyApiKey = "verify_api_key";
    public const string TestApiAuthentication = "test_api_authentication";
    public const string ApplyAuthFix = "apply_fix_for_401";
    public const string ListCustomersNeedingAttention = "list_customers_needing_attention";
}
